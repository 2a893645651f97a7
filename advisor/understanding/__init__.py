"""Reading one question: what it asks, of which careers and parts, under which conditions.

Where each step lives; the first line of a module says what it reads, `planner` has the order of the steps.

A turn parted into questions: `markup`, `clauses`, `question_words`, `questions`.
One question by itself: `clause`, `words`, `spelling`; what it asks: `classifying`, `similarity`, `phrasings`, `sorts`.
Careers that it names: `linking`, `links`, `vocabulary`, `own_nouns`, `occupations`.
Parts that it names: `named_parts`, `parts`, `part_numbers`, `rungs`, `years_of_work`, `titles`, `region_titles`,
`page_words`; without naming them: `placing`, `which_part`, `described`, `outstanding`.
Figures, dates and conditions: `cues`, `cue_tables`, `measuring`, `counting`, `timing`, `dates`, `restrictions`,
`assertions`, `grounds`.
The user: `person`, `introductions`, `asides`, `others`, `remembering`.
The conversation before it: `following`, `leaning`, `hearing`, `standalone`; what stands for something said before:
`written_out`, `writing_out`, `returning`, `apart`, `described_careers`; what goes on with the last answer:
`recalling`, `resuming`, `shown`, `told_lines`, `picking`, `other_kinds`, `elsewhere`.
Its meaning, rule by rule: `utterance`, `asking`, `focus`, `part_focus`, `part_points`, `figuring`, `leaving_out`,
`sides`, `prices`, `regions`, `hours`, `scheduling`, `refining`, `parts_asked`, `suiting`, `whereabouts`.
The request that it comes to: `typed_request`.
"""
