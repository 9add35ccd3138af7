namespace EventAuth.Admin.Demo.Traffic;

/// <summary>How much goes on in the shop.</summary>
internal static class DemoBusyness
{
    // By hour from midnight, and by day from Sunday: most in the evening, little at night and less at the weekend.
    private static readonly double[] Hours =
        [.2, .1, .1, .1, .1, .2, .4, .6, .8, .9, 1, 1, 1.1, 1, .9, .9, 1, 1.1, 1.2, 1.4, 1.3, 1.1, .8, .4];
    private static readonly double[] Days = [.7, 1, .9, 1, 1.1, 1.2, .6];

    /// <summary>As a multiple of an ordinary hour.</summary>
    /// <param name="at">The moment, in the time of the shop's place.</param>
    public static double At(DateTimeOffset at) => Hours[at.Hour] * Days[(int)at.DayOfWeek] * (.8 + (.4 * Random.Shared.NextDouble()));
}
