package yardstick.catalog.feed;

import java.time.Instant;
import yardstick.catalog.CatalogImports.Request;

/** One import under way. */
record ImportRun(long id, Request request, String supplier, String who, Header header, Instant startedAt) {}
