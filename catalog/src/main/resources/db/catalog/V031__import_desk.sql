ALTER TABLE catalog.import_run
    ADD COLUMN state               text NOT NULL DEFAULT 'MAPPING' CHECK (state IN ('MAPPING', 'COMPARING', 'COMPARED',
        'APPLYING', 'APPLIED', 'UNDOING', 'UNDONE', 'FAILED', 'CANCELLED')),
    ADD COLUMN path                text,
    ADD COLUMN parent_id           bigint REFERENCES catalog.import_run (id),
    ADD COLUMN header              text[],
    ADD COLUMN mapping             text[],
    ADD COLUMN default_price_minor bigint,
    ADD COLUMN default_stock       integer,
    ADD COLUMN stock_as_of         timestamptz,
    ADD COLUMN job_id              uuid,
    ADD COLUMN attempts            integer NOT NULL DEFAULT 0,
    ADD COLUMN message             text,
    ADD COLUMN who                 text NOT NULL DEFAULT 'command line',
    ADD COLUMN change_set          bigint;
UPDATE catalog.import_run SET state = CASE WHEN applied_at IS NOT NULL THEN 'APPLIED'
    WHEN dry_run AND report IS NOT NULL THEN 'COMPARED' ELSE 'FAILED' END;
CREATE INDEX import_run_open ON catalog.import_run (state) WHERE state IN ('COMPARING', 'APPLYING', 'UNDOING');
COMMENT ON COLUMN catalog.import_run.mapping IS 'what each column of the file means, in their order; null: by its name';
COMMENT ON COLUMN catalog.import_run.parent_id IS 'the run whose failed rows are the source of this one';

ALTER TABLE catalog.import_row ADD COLUMN rules jsonb;
ALTER TABLE catalog.import_item ADD COLUMN rules jsonb, ADD COLUMN guest boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN catalog.import_item.guest IS 'the SKU is another supplier''s: only the offer is this one''s';

CREATE TABLE catalog.import_failure (
    run_id      bigint NOT NULL REFERENCES catalog.import_run (id) ON DELETE CASCADE,
    line        bigint NOT NULL,
    column_name text   NOT NULL,
    value       text   NOT NULL,
    reason      text   NOT NULL,
    fields      text[] NOT NULL
);
CREATE INDEX import_failure_run ON catalog.import_failure (run_id, line);

CREATE TABLE catalog.import_mapping (
    supplier text NOT NULL,
    header   text NOT NULL,
    target   text NOT NULL,
    used_at  timestamptz NOT NULL,
    PRIMARY KEY (supplier, header)
);
COMMENT ON TABLE catalog.import_mapping IS 'what a supplier''s columns meant the last time';

CREATE TABLE catalog.change_set (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind      text        NOT NULL CHECK (kind IN ('import', 'edit', 'merge', 'decision')),
    title     text        NOT NULL,
    who       text        NOT NULL,
    at        timestamptz NOT NULL,
    undone_at timestamptz,
    undone_by text
);
CREATE TABLE catalog.change_row (
    set_id     bigint  NOT NULL REFERENCES catalog.change_set (id) ON DELETE CASCADE,
    sku_id     bigint  NOT NULL,
    product_id bigint  NOT NULL,
    sku        jsonb,
    product    jsonb,
    offer      jsonb,
    attributes jsonb,
    after      jsonb,
    kept       boolean NOT NULL DEFAULT false,
    PRIMARY KEY (set_id, sku_id)
);
CREATE INDEX change_row_sku ON catalog.change_row (sku_id, set_id);
CREATE INDEX change_row_product ON catalog.change_row (product_id, set_id);
COMMENT ON TABLE catalog.change_row IS
    'what a SKU was before a change; sku is null when the change made it; after is what an undo replaced';
COMMENT ON COLUMN catalog.change_row.kept IS 'an undo left it because it was changed again since';

ALTER TABLE catalog.offer
    ADD COLUMN code       text,
    ADD COLUMN code_key   text GENERATED ALWAYS AS (upper(code)) STORED,
    ADD COLUMN title      text,
    ADD COLUMN brand      text,
    ADD COLUMN gtin       text,
    ADD COLUMN pack_size  text,
    ADD COLUMN attributes jsonb,
    ADD COLUMN rules      jsonb;
UPDATE catalog.offer o SET code = s.code FROM catalog.sku s WHERE s.id = o.sku_id;
ALTER TABLE catalog.offer ALTER COLUMN code SET NOT NULL, DROP CONSTRAINT offer_pkey,
    ADD PRIMARY KEY (supplier, code_key);
CREATE INDEX offer_sku ON catalog.offer (sku_id);
COMMENT ON TABLE catalog.offer IS
    'what a supplier says of a SKU under its own code; texts are stored where the SKU is another supplier''s';
COMMENT ON COLUMN catalog.offer.rules IS 'rule and confidence of fields that were not columns of a file';

ALTER TABLE catalog.sku ADD COLUMN merged_into bigint REFERENCES catalog.sku (id) CHECK (merged_into <> id);
CREATE INDEX sku_merged ON catalog.sku (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX sku_gtin ON catalog.sku (gtin) WHERE gtin IS NOT NULL;
