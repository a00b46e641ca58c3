/** The Lucene index of products: how it is written, and how lists, facets and suggestions are read from it. */
@NullMarked
package yardstick.catalog.search;

import org.jspecify.annotations.NullMarked;
