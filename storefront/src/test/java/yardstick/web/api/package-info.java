/** Tests of the REST API. */
@NullMarked
package yardstick.web.api;

import org.jspecify.annotations.NullMarked;
