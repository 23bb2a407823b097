package rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;

/** The product's classes, read once for all rules, because that takes seconds. */
public final class OurClasses {

    public static final JavaClasses ALL = new ClassFileImporter().importPath(Path.of("target/classes"));

    private OurClasses() {}
}
