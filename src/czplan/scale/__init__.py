"""Beyond one machine: verdicts place by place, over an engine that partitions the rows.

Judging needs nothing but a place's own rows and those of the few places that others refer to, so
one pure function (`partition.judge_places`) is mapped over partitions; `engine` maps it with Dask.
"""
