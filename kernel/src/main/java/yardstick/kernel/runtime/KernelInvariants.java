package yardstick.kernel.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import yardstick.kernel.Invariants;

/** What is accepted is on the disk, and what is published leaves. */
@ApplicationScoped
class KernelInvariants implements Invariants {

    @Override
    public Map<String, String> statements() {
        return Map.of("database.commits_are_durable", """
                SELECT format('%s is off', name) FROM pg_settings
                WHERE name IN ('synchronous_commit', 'fsync', 'full_page_writes') AND setting = 'off'""", "outbox.messages_leave", """
                SELECT format('topic %s: %s messages wait, the oldest since %s', topic, count(*), min(created_at))
                FROM kernel.outbox WHERE created_at < now() - interval '5 minutes' GROUP BY topic""");
    }
}
