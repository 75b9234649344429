package io.flamelake.demangle.itanium;

/** What the name of an encoding tells of the function beside its name. */
final class NameState {
  /** Whether it is a template's instance, whose result is part of its mangled name. */
  boolean endsWithArguments;

  /** Constructors, destructors and conversions never tell their result. */
  boolean isStructorOrConversion;

  /** Of a member function, as they are printed. */
  String qualifiers = "";
}
