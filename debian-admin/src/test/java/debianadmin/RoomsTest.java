package debianadmin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What people type knows the rooms; the rooms don't know what people type.
class RoomsTest {
  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("debianadmin");

  private static final int MOST = 15;

  @Test
  void roomsDontKnowWhatPeopleType() {
    noClasses()
        .that()
        .resideInAPackage("debianadmin.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("debianadmin")
        .check(LIBRARY);
  }

  @Test
  void roomsDependOnEachOtherInOneDirection() {
    slices().matching("debianadmin.(*)..").should().beFreeOfCycles().check(LIBRARY);
  }

  @Test
  void onlyOneDoorStartsPrograms() {
    noClasses().should().dependOnClassesThat().belongToAnyOf(ProcessBuilder.class).check(LIBRARY);
  }

  @Test
  void aRoomIsSmall() {
    Map<String, Long> rooms =
        LIBRARY.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .filter(type -> !type.getPackageName().equals("debianadmin"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(rooms)
        .isNotEmpty()
        .allSatisfy((room, types) -> assertThat(types).as(room).isLessThanOrEqualTo(MOST));
  }
}
