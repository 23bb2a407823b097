package cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.util.List;
import org.junit.jupiter.api.Test;
import rules.OurClasses;

/**
 * Every bean that a command requests exists. Commands request beans by class at run time, so Quarkus' build may take a
 * bean for unused and remove it.
 */
class BeansOfCommandsTest {

    @Test
    void eachBeanThatACommandAsksForIsKept() {
        List<JavaClass> beans = OurClasses.ALL.stream()
                .filter(type -> type.getPackageName().startsWith("cli"))
                .flatMap(type -> type.getReferencedClassObjects().stream())
                .map(ReferencedClassObject::getRawType)
                .filter(type -> type.isAnnotatedWith(ApplicationScoped.class) || type.isAnnotatedWith(Singleton.class))
                .distinct()
                .toList();

        assertThat(beans).hasSizeGreaterThan(10).allMatch(bean -> bean.isAnnotatedWith(Unremovable.class));
    }
}
