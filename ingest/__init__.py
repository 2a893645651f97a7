"""Documents to sections, facts and chunks, and those into the store.

Where each step lives; `reading` has the order in which one document is read, `indexing` that of a whole run.

Bytes to text: `documents`, `loading`, `manifest`, `addresses`, `formats`.
Lines and what is beside them: `lines`, `pieces`, `page`, `look`, `sentences`, `wordings`, `layout`, `layouts`.
Headings and kinds of sections: `headings`, `heading_shape`, `heading_content`, `section_kinds`, `content`, `asking`,
`list_kinds`, `topics`.
Sections and their numbered parts: `sections`, `scan`, `assembling`, `bodies`, `parts`, `part_titles`, `numbering`,
`ladder`, `figures`.
Careers and their names: `careers`, `names`, `name_shape`, `aliases`, `company`, `other_cards`, `roles`.
Facts: `facts`, `place`, `labels`, `statements`, `answers`, `listed`, `notes`, `pay`, `points`, `leads`, `sides`; of
phases and levels: `part_facts`, `part_labels`, `point_labels`, `part_tables`, `told_parts`; of tables: `tables`,
`table_columns`; what is doubtful: `doubts`, `list_doubts`.
With a language model: `model_reading`, `model_facts`, `verbatim`.
Into the store: `chunking`, `planning`, `removal`, `corrections`, `reports`, `terminal`.
"""
