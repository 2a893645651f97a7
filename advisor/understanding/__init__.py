"""Reading one question: what it asks, of which careers and parts, under which conditions.

Where each step lives; the first line of a module says what it reads, `planner` has the order of the steps.

- a turn parted into questions: `markup`, `clauses`, `question_words`, `questions`
- one question by itself: `clause`, `words`, `compounds`, `spelling`, `initials`
- what it asks: `classifying`, `similarity`, `phrasings`, `sorts`
- careers that it names: `linking`, `links`, `vocabulary`, `own_nouns`, `occupations`
- parts that it names: `named_parts`, `parts`, `part_numbers`, `rungs`, `years_of_work`, `titles`, `region_titles`
- parts without a name: `page_words`, `placing`, `which_part`, `described`, `outstanding`
- figures: `measuring`, `counting`
- dates and the time there is: `timing`, `dates`
- conditions, and what is taken for granted: `cues`, `cue_tables`, `restrictions`, `assertions`, `grounds`
- the user: `person`, `own_pay`, `own_occupation`, `introductions`, `asides`, `others`, `remembering`
- whether it leans on the conversation: `following`, `leaning`, `replying`, `hearing`, `standalone`
- what stands for something said before: `writing_out`, `returning`, `apart`, `described_careers`
- what goes on with the answer: `recalling`, `resuming`, `pairs`, `scaling`, `other_kinds`
- what goes on with the lines shown: `shown`, `told_lines`, `picking`
- what comes up on another page: `elsewhere`
- its meaning: `utterance`, `asking`
- rules for careers and parts: `focus`, `part_focus`, `part_points`, `shared_points`
- rules for figures: `figuring`, `leaving_out`, `sides`, `prices`, `regions`, `hours`, `scheduling`
- rules for the rest: `refining`, `parts_asked`, `suiting`, `whereabouts`
- the request that it comes to: `typed_request`
"""
