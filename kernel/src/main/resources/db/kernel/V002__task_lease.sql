-- Which node runs a recurring task now; the lease of a node that died runs out.
CREATE TABLE kernel.task_lease (
    name  text PRIMARY KEY,
    until timestamptz NOT NULL
);
