package yardstick.catalog;

/** What a shopper recognises as one product; has one or more SKUs. */
public record ProductId(long value) {}
