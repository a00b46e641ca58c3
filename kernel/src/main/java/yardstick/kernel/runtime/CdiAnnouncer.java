package yardstick.kernel.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import yardstick.kernel.Announcer;

@ApplicationScoped
class CdiAnnouncer implements Announcer {

    @Inject
    BeanManager beans;

    @Override
    public void announce(Object event) {
        beans.getEvent().fire(event);
    }
}
