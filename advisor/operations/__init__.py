"""What can be done with stated facts: one module per kind of operation, all pure.

Where each step lives; `advisor.typed_answers` says which operation a request is answered by.

- the facts a request is about: `entries`, `narrowing`, `naming`, `daytimes`, `places`, `people`, `wanted`
- the texts they are read from: `words`, `sentences`, `fragments`, `marks`
- look up and list: `stating`, `listing`, `catalogue`, `telling`, `hours`, `sequence`
- figures by themselves: `figures`, `series`, `conversion`, `reckoning`, `own_pay`
- sums and counts: `summing`, `totals`, `counting`
- figures against each other: `differences`, `steps`, `ranking`, `filtering`, `gaps`
- careers side by side: `comparison`, `cells`, `contrasting`, `common_ground`
- pages side by side: `reconciling`, `namesakes`, `promises`
- what is taken for granted: `verification`
- a person against careers: `fit`, `likeness`, `likening`, `objections`, `outsiders`, `learning`
- a roadmap in the user's own time: `planning`, `course`, `pace`, `progress`, `deadlines`, `time_frames`, `timetable`
"""
