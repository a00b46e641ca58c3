/** The REST API: {@code /api/v1} for any client, {@code /api/admin} for the command line. */
@NullMarked
package yardstick.web.api;

import org.jspecify.annotations.NullMarked;
