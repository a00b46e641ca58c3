package yardstick.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Every exception that leaves a resource method becomes a page (or problem document) with the request's id. */
@Provider
@ApplicationScoped
public class ErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(ErrorMapper.class.getName());

    @Inject
    ErrorPages errors;

    @Inject
    CurrentVisit current;

    @Override
    public Response toResponse(Throwable failure) {
        String id = "[" + current.get().incoming().requestId() + "] ";
        if (failure instanceof WebApplicationException web) {
            return known(web);
        }
        if (databaseUnreachable(failure)) {
            LOG.log(Level.WARNING, id + "the database cannot be reached: " + failure.getMessage());
            return errors.unavailable();
        }
        LOG.log(Level.ERROR, id + "request failed", failure);
        return errors.broken();
    }

    private Response known(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        if (failure instanceof NotFoundException || status == 404) {
            return errors.notFound();
        }
        if (failure instanceof NotAllowedException) {
            return errors.answer(405, "not_allowed");
        }
        if (status == 403) {
            return errors.forbidden();
        }
        if (status == 401) {
            return errors.unauthorised(false);
        }
        if (status == 503) {
            return errors.unavailable();
        }
        return status >= 500 ? errors.broken() : errors.answer(status, "bad_request");
    }

    /** SQLSTATE classes 08 (connection), 57P (server going down or starting) and 53 (no resources). */
    static boolean databaseUnreachable(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")) {
                    return true;
                }
            }
            if (cause.getClass().getName().endsWith("ConnectionWaitTimeoutException")) {
                return true;
            }
        }
        return false;
    }
}
