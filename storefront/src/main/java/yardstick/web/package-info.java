/** What every page and every API call of the web application stands on: visits, access, forms, rendering, errors. */
@NullMarked
package yardstick.web;

import org.jspecify.annotations.NullMarked;
