using EventAuth.Admin.Hosting.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace EventAuth.Admin.Hosting.Storage;

/// <summary>Registers the folder, and the keys of cookies and forms that lie in it.</summary>
internal static class StorageFolderServices
{
    /// <summary>Takes the folder for this process, and prepares what lies in it before anything else starts. It is freed with the host.</summary>
    public static WebApplicationBuilder AddStorageFolder(this WebApplicationBuilder builder, StorageSettings settings)
    {
        builder.Services.AddSingleton(_ => StorageFolder.Claim(settings)).AddHostedService<StoragePreparation>();
        builder.Services.AddDataProtection().SetApplicationName("EventAuth.Admin");
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new FileSystemXmlRepository(services.GetRequiredService<StorageFolder>().MakeFolder("keys"), services.GetRequiredService<ILoggerFactory>());
            // The keys are kept as they are, behind the mode of the folder: whoever reads it has the database as well.
            options.XmlEncryptor = new NullXmlEncryptor();
        }));
        return builder;
    }
}
