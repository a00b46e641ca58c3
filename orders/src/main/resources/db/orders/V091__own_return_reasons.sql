-- A reason of the merchant's own is called by its own words; the others by the shop's texts.
ALTER TABLE orders.return_reason
    ADD COLUMN name_en text CHECK (length(name_en) BETWEEN 1 AND 80),
    ADD COLUMN name_zh text CHECK (length(name_zh) BETWEEN 1 AND 80),
    ADD CHECK ((name_en IS NULL) = (name_zh IS NULL)),
    ADD CHECK ((name_en IS NOT NULL) = (code LIKE 'own\_%'));
