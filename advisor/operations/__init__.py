"""What can be done with stated facts: one module per kind of operation, all pure.

Where each step lives; `advisor.typed_answers` says which operation a request is answered by.

The facts a request is about: `entries`, `narrowing`, `naming`, `daytimes`, `places`, `people`, `wanted`; the texts they
are read from: `words`, `sentences`, `fragments`.
Look up and list: `stating`, `listing`, `catalogue`, `telling`, `hours`, `sequence`.
Figures: `figures`, `series`, `summing`, `totals`, `counting`, `conversion`, `differences`, `steps`, `ranking`,
`filtering`, `gaps`, `reckoning`.
Careers and pages side by side: `comparison`, `cells`, `contrasting`, `reconciling`, `verification`, `namesakes`,
`promises`.
A person against careers: `fit`, `likeness`, `likening`, `objections`, `outsiders`, `learning`.
A roadmap in the user's own time: `planning`, `course`, `pace`, `progress`, `deadlines`, `time_frames`, `timetable`.
"""
