package dev.waybill.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The packages as CONTRIBUTING.md draws them. After a change of packages, {@code -Dwaybill.record=true} draws them anew:
 * {@code ./mvnw -Pchecked test -Dtest=PackagesTest -Dwaybill.record=true}.
 */
class PackagesTest {
    private static final Path GUIDE = Path.of("CONTRIBUTING.md");
    private static final String START = "-Dwaybill.record=true -->\n";
    private static final String END = "<!-- End of packages -->";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waybill");

    @Test
    void noCirclesBetweenPackages() {
        slices().matching("dev.waybill.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void guide_drawsThePackages() throws IOException {
        var guide = Files.readString(GUIDE);
        var drawn = drawnIn(guide);

        if (Boolean.getBoolean("waybill.record")) {
            Files.writeString(GUIDE, drawn);
        } else {
            assertThat(guide)
                    .as("%s is drawn anew by -Dwaybill.record=true", GUIDE)
                    .isEqualTo(drawn);
        }
    }

    private static String drawnIn(String guide) throws IOException {
        var start = guide.indexOf(START) + START.length();
        var picture = PackagePicture.of(CLASSES);
        return guide.substring(0, start) + "\n" + picture.text() + "\n" + guide.substring(guide.indexOf(END));
    }
}
