using EventAuth.Admin.Settings;
using EventAuth.Storage.Database;

namespace EventAuth.Admin.Installation;

/// <summary>Why the program does not start with its storage, and what helps.</summary>
internal static class StorageRefusal
{
    public static StartRefusedException Of(StorageFolder folder, IEventAuthDatabase database, Exception exception)
    {
        var which = $"Storage:Path names {folder.FullPath}, where the database eventauth.db";
        return new StartRefusedException(database.FaultOf(exception) switch
        {
            StorageFault.Damaged =>
                $"{which} is damaged. Stop here, keep a copy of the folder, and restore the folder from a backup. ({exception.Message})",
            StorageFault.Full => $"{which} finds no room: the disk is full. Make room and start again.",
            StorageFault.ReadOnly =>
                $"{which} cannot be written. Make the folder and the files in it writable for the user that runs the program, "
                + "and start again.",
            StorageFault.Busy => $"{which} is held by another program. Close that one and start again.",
            StorageFault.Other => $"{which} cannot be opened: {exception.Message}",
        });
    }
}
