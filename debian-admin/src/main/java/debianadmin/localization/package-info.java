/// The machine's time zone, and its locales.
package debianadmin.localization;
