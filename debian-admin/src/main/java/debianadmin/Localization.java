package debianadmin;

import debianadmin.localization.AvailableLocale;
import debianadmin.localization.SystemLocale;
import debianadmin.localization.SystemTimeZone;
import machine.Machine;

/// The machine's time zone and locales. Nothing is started if they are as wanted: files tell.
public final class Localization {
  private Localization() {}

  /// Sets the time zone: /etc/localtime (localtime(5)) points into the database of zones, and
  /// /etc/timezone has the name if there is such a file, as on Debian 12. Programs that run already
  /// may go on with the old zone; `cron` does.
  ///
  /// ```java
  /// Localization.timeZone("Europe/Berlin");
  /// ```
  ///
  /// @param zone a name of the tz database
  /// @throws machine.MachineException if there is no such zone below /usr/share/zoneinfo, or if
  ///   root is needed
  public static void timeZone(String zone) {
    Machine.current().bring(new SystemTimeZone(zone));
  }

  /// Sets the locale of those who ask for no other: LANG in /etc/default/locale, or in
  /// /etc/locale.conf (locale.conf(5)) as Debian 13 has it; and makes it available. Other lines, as
  /// of `LC_TIME`, stay as they are.
  ///
  /// It counts for who logs in, and for services that start, from then on.
  ///
  /// ```java
  /// Localization.locale("en_GB.UTF-8");
  /// ```
  ///
  /// @param name a name of /usr/share/i18n/SUPPORTED; `C.UTF-8`, which is always there
  /// @throws machine.MachineException if there is no such locale, if the package `locales` is
  ///   missing, or if root is needed
  /// @throws machine.CommandFailed if locale-gen fails
  public static void locale(String name) {
    Machine.current().bring(new SystemLocale(name));
  }

  /// Makes locales available: chosen in /etc/locale.gen (locale.gen(5)), and made by locale-gen(8).
  /// Those that are available already stay.
  ///
  /// ```java
  /// Localization.availableLocales("de_DE.UTF-8", "fr_FR.UTF-8");
  /// ```
  ///
  /// @param names names of /usr/share/i18n/SUPPORTED
  /// @throws machine.MachineException as for [#locale]
  /// @throws machine.CommandFailed if locale-gen fails
  public static void availableLocales(String... names) {
    for (String name : names) {
      Machine.current().bring(new AvailableLocale(name));
    }
  }
}
