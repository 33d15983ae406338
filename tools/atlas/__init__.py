"""The atlas: the headline goals and figures of many places, made from a folder of reports.

`python -m tools.atlas TEXTS` reads every report with `czplan.extract`, keeps the proposals about
the headline indicators, checks them against each other and against published lists, and writes
`datasets/atlas/`. Nothing but the texts, the two files kept by hand (`places.csv`,
`corrections.csv`) and the published facts (`published.csv`) decides what is written.
"""
