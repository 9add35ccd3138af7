namespace EventAuth.Storage.Postgres.Days;

/// <summary>Ids in a row of which it is noted what kinds of decisions they have: always as many, so that an id tells its stretch.</summary>
internal static class IdStretches
{
    public const long Length = 4_096;

    /// <summary>So many kinds are told apart by each process. Then the reason 0 with the name of all others says: there are more.</summary>
    public const int MostKinds = 256;

    public static long Of(long id) => id / Length;
}
