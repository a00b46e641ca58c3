CREATE TABLE catalog.review_picture (
    review_id bigint   NOT NULL REFERENCES catalog.review (id) ON DELETE CASCADE,
    position  smallint NOT NULL CHECK (position BETWEEN 1 AND 4),
    path      text     NOT NULL CHECK (length(path) <= 200),
    PRIMARY KEY (review_id, position)
);
CREATE INDEX review_picture_path ON catalog.review_picture (path);
COMMENT ON TABLE catalog.review_picture IS 'pictures a writer took, drawn anew; nobody but staff sees them before the review is published';
COMMENT ON COLUMN catalog.review_picture.path IS 'personal: may show the writer; the files go with the review';
