namespace EventAuth.Admin.Access;

/// <summary>Registers what asks for rights.</summary>
internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<AccessChanges>()
        .AddSingleton<PresentRights>()
        .AddSingleton<PolicyGuard>()
        .AddSingleton<CatalogGuard>()
        .AddSingleton<CustomerGuard>()
        .AddSingleton<PayloadGuard>();
}
