CREATE TABLE catalog.review (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id  bigint      NOT NULL REFERENCES catalog.product (id),
    writer      text        NOT NULL,
    name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    language    text        NOT NULL CHECK (language IN ('en', 'zh')),
    stars       smallint    NOT NULL CHECK (stars BETWEEN 1 AND 5),
    title       text        NOT NULL CHECK (length(title) <= 100),
    body        text        NOT NULL CHECK (length(body) BETWEEN 5 AND 4000),
    verified    boolean     NOT NULL,
    rewarded    boolean     NOT NULL,
    state       text        NOT NULL CHECK (state IN ('WAITING', 'PUBLISHED', 'REJECTED')),
    why         text        NOT NULL,
    written_at  timestamptz NOT NULL,
    decided_at  timestamptz,
    decided_by  text,
    reply       text,
    replied_at  timestamptz,
    helpful     integer     NOT NULL DEFAULT 0 CHECK (helpful >= 0),
    UNIQUE (product_id, writer)
);
CREATE INDEX review_product ON catalog.review (product_id, state);
CREATE INDEX review_queue ON catalog.review (state, id);
CREATE INDEX review_writer ON catalog.review (writer);
COMMENT ON COLUMN catalog.review.writer IS 'personal: c:customer, or o:order of a guest';
COMMENT ON COLUMN catalog.review.name IS 'personal: the name the writer wants to be read';
COMMENT ON COLUMN catalog.review.body IS 'personal: may say who wrote it';
COMMENT ON COLUMN catalog.review.rewarded IS 'the writer says to have got something for it';
COMMENT ON COLUMN catalog.review.why IS 'why it waits or was refused; empty when it was published at once';

CREATE TABLE catalog.review_mention (
    review_id  bigint  NOT NULL REFERENCES catalog.review (id) ON DELETE CASCADE,
    aspect     text    NOT NULL,
    favourable boolean NOT NULL,
    starts     integer NOT NULL,
    ends       integer NOT NULL CHECK (ends > starts),
    PRIMARY KEY (review_id, aspect, starts)
);
COMMENT ON TABLE catalog.review_mention IS 'clauses of the body that say something about an aspect';

CREATE TABLE catalog.review_vote (
    review_id bigint NOT NULL REFERENCES catalog.review (id) ON DELETE CASCADE,
    voter     bigint NOT NULL,
    PRIMARY KEY (review_id, voter)
);
COMMENT ON COLUMN catalog.review_vote.voter IS 'personal: customer who found it helpful';

CREATE TABLE catalog.question (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint      NOT NULL REFERENCES catalog.product (id),
    parent_id  bigint REFERENCES catalog.question (id) ON DELETE CASCADE,
    writer     text        NOT NULL,
    name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    body       text        NOT NULL CHECK (length(body) BETWEEN 2 AND 1000),
    verified   boolean     NOT NULL,
    staff      boolean     NOT NULL,
    state      text        NOT NULL CHECK (state IN ('WAITING', 'PUBLISHED', 'REJECTED')),
    why        text        NOT NULL,
    written_at timestamptz NOT NULL,
    decided_at timestamptz,
    decided_by text
);
CREATE INDEX question_product ON catalog.question (product_id, state);
CREATE INDEX question_parent ON catalog.question (parent_id);
CREATE INDEX question_writer ON catalog.question (writer, written_at);
CREATE INDEX question_queue ON catalog.question (state, id);
COMMENT ON TABLE catalog.question IS 'questions, and their answers with the question as parent';
COMMENT ON COLUMN catalog.question.writer IS 'personal: c:customer, o:order of a guest, or s:member of staff';
COMMENT ON COLUMN catalog.question.name IS 'personal: the name the writer wants to be read';
COMMENT ON COLUMN catalog.question.body IS 'personal: may say who wrote it';
COMMENT ON COLUMN catalog.review.decided_by IS 'personal: member of staff; kept as evidence';
COMMENT ON COLUMN catalog.question.decided_by IS 'personal: member of staff; kept as evidence';
