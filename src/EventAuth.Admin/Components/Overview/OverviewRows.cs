using EventAuth.Admin.Explanations;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Components.Overview;

/// <summary>The lines of the charts and tables, made of what was counted.</summary>
internal static class OverviewRows
{
    /// <summary>The most events that are shown at first.</summary>
    public const int MostAtFirst = 10;

    /// <summary>By period, in the person's time zone.</summary>
    public static IReadOnlyList<CountRow> Periods(DecisionOverview overview, OverviewSpan span, TimeZoneInfo zone) =>
        [.. overview.Periods.Select((period, place) => Narrowed(
            new CountRow(LabelOf(period.Start, span, zone), period.Accepted, period.Rejected)
            {
                Time = period.Start,
                Tick = TickOf(period.Start, place, span, zone),
            },
            new DecisionFilter(Since: period.Start) { Until = period.Start + overview.Step }))];

    /// <summary>By reason.</summary>
    public static IReadOnlyList<CountRow> Reasons(DecisionOverview overview) =>
        [.. overview.Reasons.Select(reason => Narrowed(
            new CountRow(reason.Reason.ToShort(), reason.Reason.Accepts() ? reason.Count : 0, reason.Reason.Accepts() ? 0 : reason.Count)
            {
                Code = reason.Reason.ToCode(),
                Meaning = reason.Reason.ToSentence(),
            },
            new DecisionFilter(Reason: reason.Reason, Since: overview.From)))];

    /// <summary>By event, the sum of the others last.</summary>
    public static IReadOnlyList<CountRow> Actions(DecisionOverview overview, bool isComparable)
    {
        var others = overview.OtherActions is not { } counted ? null : new CountRow("other names", counted.Accepted, counted.Rejected)
        {
            Meaning = "Names beyond the most frequent ones, "
                + "and names that are not counted by themselves because there are too many of them.",
        };
        var rows = overview.Actions.Select(action => RowOf(action, overview.From, isComparable));
        return others is null ? [.. rows] : [.. rows, others];
    }

    /// <summary>By certificate, named by the day on which it was defined.</summary>
    public static IReadOnlyList<CountRow> Certificates(
        DecisionOverview overview, IReadOnlyList<Certificate> known, Certificate? inForce, TimeZoneInfo zone) =>
        [.. overview.Certificates.Select(count => count.CertificateId is not { } id
            ? new CountRow("no token", count.Accepted, count.Rejected) { Meaning = "These events came without a token." }
            : Narrowed(
                CertificateRow(
                    new CountRow("certificate no longer known", count.Accepted, count.Rejected),
                    known.FirstOrDefault(one => one.Id == id),
                    inForce,
                    zone),
                new DecisionFilter(Since: overview.From) { CertificateId = id }))];

    private static CountRow RowOf(ActionCount action, DateTimeOffset since, bool isComparable) => action.Action is not { } name
        ? new CountRow("no valid name", action.Accepted, action.Rejected)
        {
            Meaning = "Events without a valid name, and names that came in such numbers that they look made up.",
        }
        : Narrowed(
            new CountRow(name, action.Accepted, action.Rejected)
            {
                IsName = true,
                Tag = !isComparable ? null : action.IsNewlyRejected ? "new rejections" : action.IsNew ? "new" : null,
            },
            new DecisionFilter(Action: name, Since: since));

    private static CountRow CertificateRow(CountRow row, Certificate? certificate, Certificate? inForce, TimeZoneInfo zone) =>
        certificate is null ? row : row with
        {
            Label = "certificate of "
                + TimeZoneInfo.ConvertTime(certificate.CreatedAt, zone).ToString("d MMM, HH:mm", CultureInfo.InvariantCulture),
            Code = certificate.Sha256[..8],
            Meaning = "The certificate whose fingerprint begins so.",
            Tag = certificate.Id == inForce?.Id ? "in force" : null,
        };

    private static CountRow Narrowed(CountRow row, DecisionFilter filter) => row with
    {
        AcceptedAddress = row.Accepted == 0 ? null : LiveAddress.Of(filter with { Accepted = true }),
        RejectedAddress = row.Rejected == 0 ? null : LiveAddress.Of(filter with { Accepted = false }),
    };

    // A day is named as in UTC: in a time zone behind UTC it begins on the day before.
    private static string LabelOf(DateTimeOffset start, OverviewSpan span, TimeZoneInfo zone) => span switch
    {
        OverviewSpan.Hour or OverviewSpan.Day => Written(start, "HH:mm", zone),
        OverviewSpan.Week => Written(start, "ddd d MMM, HH:mm", zone),
        OverviewSpan.Month => Written(start, "ddd d MMM", TimeZoneInfo.Utc),
    };

    private static string TickOf(DateTimeOffset start, int place, OverviewSpan span, TimeZoneInfo zone) => span switch
    {
        OverviewSpan.Hour => place % 10 == 0 ? Written(start, "HH:mm", zone) : "",
        OverviewSpan.Day => place % 4 == 0 ? Written(start, "HH:mm", zone) : "",
        OverviewSpan.Week => place % 4 == 0 ? Written(start, "ddd d", zone) : "",
        OverviewSpan.Month => place % 6 == 0 ? Written(start, "d MMM", TimeZoneInfo.Utc) : "",
    };

    private static string Written(DateTimeOffset start, string form, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(start, zone).ToString(form, CultureInfo.InvariantCulture);
}
