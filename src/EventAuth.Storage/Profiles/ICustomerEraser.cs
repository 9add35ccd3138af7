namespace EventAuth.Storage.Profiles;

/// <summary>Erases what is kept of deleted customers, beside events and in short steps.</summary>
internal interface ICustomerEraser
{
    /// <summary>After how long it is looked for what another machine left unfinished.</summary>
    TimeSpan LookPause { get; }

    /// <summary>Erases all that is left of them. False where somebody is in the way: then it is to be tried again.</summary>
    Task<bool> TryRunAsync(CancellationToken cancellation);
}
