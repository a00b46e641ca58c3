package yardstick.kernel.runtime;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;

/** {@link Database} on the server's data source; transactions are the server's (JTA). */
@ApplicationScoped
class JtaDatabase implements Database {

    @Resource(lookup = "jdbc/yardstick")
    DataSource dataSource;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    @Resource(lookup = "java:comp/UserTransaction")
    UserTransaction transaction;

    private volatile @Nullable Jdbi jdbi;

    @Override
    public <T> T read(Query<T> query) {
        return jdbi().withHandle(query::run);
    }

    @Override
    public <T> T write(Query<T> work) {
        return inTransaction() ? read(work) : inNewTransaction(work);
    }

    private <T> T inNewTransaction(Query<T> work) {
        try {
            transaction.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException("cannot begin a transaction", e);
        }
        boolean finished = false;
        try {
            T result = read(work);
            finished = true;
            transaction.commit();
            return result;
        } catch (RollbackException e) {
            throw new IllegalStateException("the transaction was rolled back", e);
        } catch (jakarta.transaction.HeuristicMixedException
                | jakarta.transaction.HeuristicRollbackException
                | SystemException e) {
            throw new IllegalStateException("cannot commit", e);
        } finally {
            if (!finished) {
                rollback();
            }
        }
    }

    private void rollback() {
        try {
            transaction.rollback();
        } catch (SystemException | IllegalStateException e) {
            System.getLogger(JtaDatabase.class.getName()).log(System.Logger.Level.WARNING, "rollback failed", e);
        }
    }

    private boolean inTransaction() {
        return registry.getTransactionStatus() == Status.STATUS_ACTIVE;
    }

    @Override
    public void afterCommit(Runnable action) {
        if (!inTransaction()) {
            action.run();
            return;
        }
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing to do before the outcome is known.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    action.run();
                }
            }
        });
    }

    private Jdbi jdbi() {
        Jdbi current = jdbi;
        if (current == null) {
            current = Jdbi.create(dataSource).setTransactionHandler(new CMTTransactionHandler());
            current.getConfig(Handles.class).setForceEndTransactions(false);
            // Bound values may be passwords or addresses; they do not belong into an exception's message.
            current.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
            ArrayTypes.register(current);
            jdbi = current;
        }
        return current;
    }
}
