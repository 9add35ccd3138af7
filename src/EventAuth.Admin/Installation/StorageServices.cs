using EventAuth.Admin.Settings;
using EventAuth.Storage;
using EventAuth.Storage.Damage;
using EventAuth.Storage.Protection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace EventAuth.Admin.Installation;

/// <summary>Registers the database, its folder, and the keys of cookies and forms, which are there, too.</summary>
internal static class StorageServices
{
    /// <summary>Claims the folder for this process, and prepares its content before others start. It is freed with the host.</summary>
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder, AdminSettings settings)
    {
        builder.Services.AddSingleton(_ => StorageFolder.Claim(settings.Storage)).AddHostedService<StoragePreparation>();
        builder.Services.AddEventAuthStorage(settings.Storage);
        builder.Services.AddSingleton<IRejectedPayloads>(services =>
            new RejectedPayloads(settings.KeepRejectedPayload, services.GetRequiredService<IDataProtectionProvider>()));
        builder.Services.AddDataProtection().SetApplicationName("EventAuth.Admin");
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services =>
            new ConfigureOptions<KeyManagementOptions>(options =>
            {
                options.XmlRepository = services.GetService<ISharedKeys>() is { } shared
                    ? new KeyRows(shared)
                    : new KeyFiles(
                        services.GetRequiredService<StorageFolder>().MakeFolder(Path.GetFileName(settings.Storage.KeyFolder)),
                        services.GetRequiredService<DamagedRows>(),
                        services.GetRequiredService<ILoggerFactory>());
                // In the folder they are stored unencrypted, protected by its mode: anybody who can read it has the database as well.
                // In PostgreSQL they are encrypted (SharedKeys).
                options.XmlEncryptor = new NullXmlEncryptor();
            }));
        return builder;
    }
}
