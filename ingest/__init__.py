"""Documents to sections, facts and chunks, and those into the store.

Where each step lives; `reading` has the order in which one document is read, `indexing` that of a whole run.

- bytes to text: `documents`, `loading`, `manifest`, `addresses`, `formats`
- lines and what is beside them: `lines`, `pieces`, `page`, `look`, `sentences`
- the wordings that pages use: `wordings`, `layout`, `layouts`
- headings: `headings`, `heading_shape`, `heading_content`, `asking`
- kinds of sections: `section_kinds`, `content`, `list_kinds`, `topics`
- sections: `sections`, `scan`, `assembling`, `bodies`
- their numbered parts: `parts`, `part_titles`, `numbering`, `ladder`, `figures`
- careers and their names: `careers`, `names`, `name_shape`, `aliases`, `company`, `other_cards`, `roles`
- facts: `facts`, `place`, `labels`, `statements`, `answers`, `listed`, `notes`, `pay`, `points`, `leads`, `sides`
- facts of phases and levels: `part_facts`, `part_labels`, `point_labels`, `part_tables`, `told_parts`
- facts of tables: `tables`, `table_columns`
- facts that are doubtful: `doubts`, `list_doubts`
- a language model as a second reader: `model_reading`, `model_facts`, `verbatim`
- into the store: `chunking`, `planning`, `removal`, `corrections`, `reports`, `terminal`
"""
