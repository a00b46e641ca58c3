package yardstick.membership.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import yardstick.kernel.Schema;

@ApplicationScoped
class MembershipSchema {

    @Produces
    Schema schema() {
        return new Schema("membership", 30);
    }
}
