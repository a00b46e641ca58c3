package yardstick.acceptance.container;

import java.io.File;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The EAR exactly as built, plus one WAR that carries the tests. */
final class Deployed {

    private Deployed() {}

    static EnterpriseArchive ear(Class<?>... tests) {
        EnterpriseArchive ear = ShrinkWrap.create(ZipImporter.class, "yardstick.ear")
                .importFrom(new File("../app-ear/target/yardstick.ear"))
                .as(EnterpriseArchive.class);
        ear.delete("META-INF/application.xml");
        WebArchive war = ShrinkWrap.create(WebArchive.class, "test.war").addClasses(tests);
        return ear.addAsModule(Testable.archiveToTest(war));
    }
}
