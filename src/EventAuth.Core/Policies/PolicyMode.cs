namespace EventAuth.Core.Policies;

/// <summary>Whether the lists reject events, or only show which ones they would reject. Stored by number.</summary>
public enum PolicyMode
{
    /// <summary>What the lists do not allow is rejected.</summary>
    Enforce,

    /// <summary>
    /// What the lists do not allow is accepted as an activity that may not change customer data, and recorded with the code it would be
    /// rejected with. What is wrong with a token is rejected as ever.
    /// </summary>
    Monitor,
}
