package dev.paravent.crypto;

/** A keyed, invertible mapping of the numbered birth dates into the numbered days of one face. */
sealed interface DateMapping permits BirthDateTable, BoundDates {

  /** The day of the face, from 0, that stands for a birth date of that subject. */
  int token(int birthDate, long subject);

  /** The birth date, from 0, that a day of the face stands for, or -1 if for none. */
  int birthDate(int token, long subject);
}
