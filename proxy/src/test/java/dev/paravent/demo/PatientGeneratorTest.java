package dev.paravent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatientGeneratorTest {
  private static final List<Patient> PATIENTS = new PatientGenerator(1).patients(5_000, 6);

  @Test
  void makesNumbersThatFollowTheRules() {
    assertThat(PATIENTS)
        .allSatisfy(
            patient ->
                assertThat(patient.nir().number())
                    .matches("[12]\\d{2}(0[1-9]|1[0-2])(\\d{2}|2[AB])\\d{6}")
                    .startsWith(patient.nir().number().substring(0, 1))
                    .satisfies(
                        number -> assertThat(number.substring(1, 3)).isEqualTo(year(patient)))
                    .satisfies(
                        number -> assertThat(number.substring(3, 5)).isEqualTo(month(patient))));
  }

  @Test
  void givesEverybodyANumberOfTheirOwn() {
    assertThat(PATIENTS).extracting(patient -> patient.nir().number()).doesNotHaveDuplicates();
  }

  @Test
  void coversCorsicaOverseasAndAbroad() {
    assertThat(PATIENTS)
        .extracting(patient -> patient.nir().number().substring(5, 7))
        .contains("2A", "2B", "97", "99", "01", "95")
        .doesNotContain("20", "00");
  }

  @Test
  void makesTheSamePatientsForTheSameSeed() {
    assertThat(new PatientGenerator(1).patients(50, 6)).isEqualTo(PATIENTS.subList(0, 50));
    assertThat(new PatientGenerator(2).patients(50, 6)).isNotEqualTo(PATIENTS.subList(0, 50));
  }

  @Test
  void computesTheKeyWithItsLeadingZeroAndForCorsica() {
    // The specimen that public documents print: 2 55 08 14 168 025, key 38.
    assertThat(new SyntheticNir("2550814168025").key()).isEqualTo("38");
    assertThat(new SyntheticNir("1030275116042").key()).isEqualTo(key(1030275116042L));
    assertThat(new SyntheticNir("205122A004111").key()).isEqualTo(key(2051219004111L));
    assertThat(new SyntheticNir("197052B033876").key()).isEqualTo(key(1970518033876L));
    assertThat(PATIENTS).allSatisfy(patient -> assertThat(patient.nir().key()).matches("\\d{2}"));
  }

  private static String key(long number) {
    return "%02d".formatted(97 - number % 97);
  }

  private static String year(Patient patient) {
    return patient.birthDate().toString().substring(2, 4);
  }

  private static String month(Patient patient) {
    return patient.birthDate().toString().substring(5, 7);
  }
}
