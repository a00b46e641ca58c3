COMMENT ON COLUMN catalog.attribute.unit IS 'not personal: of measurement';
COMMENT ON COLUMN catalog.change_set.undone_by IS 'personal: member of staff; kept as evidence';
COMMENT ON COLUMN catalog.dictionary_change.subject IS 'not personal';
COMMENT ON COLUMN catalog.dictionary_change.subject_id IS 'not personal';
COMMENT ON COLUMN catalog.import_item.pack_unit IS 'not personal';
COMMENT ON COLUMN catalog.import_row.pack_unit IS 'not personal';
COMMENT ON COLUMN catalog.same_item.dismissed_by IS 'personal: member of staff; kept as evidence';
COMMENT ON COLUMN catalog.sku.pack_unit IS 'not personal';
COMMENT ON COLUMN catalog.value_reading.unit IS 'not personal';
