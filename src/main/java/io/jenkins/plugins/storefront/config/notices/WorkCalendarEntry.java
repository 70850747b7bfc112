package io.jenkins.plugins.storefront.config.notices;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.credentials.FormPlace;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.settings.WorkCalendar;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** When people may be disturbed. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class WorkCalendarEntry extends AbstractDescribableImpl<WorkCalendarEntry> {
    private final String name;
    private String zone;
    private String days;
    private String hours;
    private String holidays;

    @DataBoundConstructor
    public WorkCalendarEntry(String name) {
        this.name = name == null ? "" : name.trim();
    }

    public String getName() {
        return name;
    }

    public String getZone() {
        return zone;
    }

    @DataBoundSetter
    public void setZone(String zone) {
        this.zone = NoticeTexts.orNull(zone);
    }

    public String getDays() {
        return days;
    }

    @DataBoundSetter
    public void setDays(String days) {
        this.days = NoticeTexts.orNull(days);
    }

    public String getHours() {
        return hours;
    }

    @DataBoundSetter
    public void setHours(String hours) {
        this.hours = NoticeTexts.orNull(hours);
    }

    public String getHolidays() {
        return holidays;
    }

    @DataBoundSetter
    public void setHolidays(String holidays) {
        this.holidays = NoticeTexts.orNull(holidays);
    }

    /** As a file would have it. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", name);
        NoticeTexts.put(values, "zone", zone);
        NoticeTexts.put(values, "days", days);
        NoticeTexts.put(values, "hours", hours);
        NoticeTexts.put(values, "holidays", holidays);
        return values;
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("calendar")
    public static final class DescriptorImpl extends Descriptor<WorkCalendarEntry> {
        @Override
        public String getDisplayName() {
            return Words.text("notice.calendar");
        }

        /** Tells when the next working time begins. */
        @POST
        public FormValidation doCheckHours(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String zone,
                @QueryParameter String days) {
            if (!FormPlace.of(item).mayConfigure()) {
                return FormValidation.ok();
            }
            try {
                Instant next = WorkCalendar.parse(
                                Words.text("notice.calendar"),
                                NoticeTexts.orNull(zone),
                                NoticeTexts.orNull(days),
                                NoticeTexts.orNull(value),
                                List.of())
                        .next(Clock.systemUTC().instant());
                return FormValidation.ok(Words.text("check.calendar.next", next.toString()));
            } catch (DeliveryException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
