package org.hustings.hq.holidays;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hustings.hq.rules.Holidays;
import org.hustings.hq.rules.Jurisdiction;

/// Public holidays by jollyday's calendars, which are part of its jar: nothing is fetched, and one version of it always
/// answers alike. Safe from any thread.
public final class PublicHolidays implements Holidays {

    /// Years times places that a campaign meets; beyond it everything is forgotten and read again.
    private static final int YEARS_MAX = 500;
    /// The overseas parts of France keep at least the holidays of the mainland.
    private static final Set<String> OVERSEAS =
            Set.of("GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC");

    private record PlaceYear(Jurisdiction place, int year) {}

    private final Map<PlaceYear, Set<LocalDate>> known = new ConcurrentHashMap<>();

    @Override
    public boolean isHoliday(Jurisdiction where, LocalDate date) {
        if (known.size() > YEARS_MAX) {
            known.clear();
        }
        return known.computeIfAbsent(new PlaceYear(where, date.getYear()), PublicHolidays::read)
                .contains(date);
    }

    private static Set<LocalDate> read(PlaceYear asked) {
        var country = OVERSEAS.contains(asked.place().country())
                ? "FR"
                : asked.place().country();
        if (!HolidayManager.getSupportedCalendarCodes().contains(country)) {
            return Set.of();
        }
        var calendar = HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)));
        var code = asked.place().code();
        var part = code.length() > 3 ? code.substring(3).toLowerCase(Locale.ROOT) : "";
        var year = Year.of(asked.year());
        var found = part.isEmpty()
                ? calendar.getHolidays(year, HolidayType.PUBLIC_HOLIDAY)
                : calendar.getHolidays(year, HolidayType.PUBLIC_HOLIDAY, part);
        return found.stream().map(Holiday::getDate).collect(Collectors.toUnmodifiableSet());
    }
}
