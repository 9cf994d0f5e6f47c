using System.Globalization;
using Mithaq.Contracts;
using Mithaq.Gateway.People;
using MimeKit;

namespace Mithaq.Gateway.Notifications.Mails;

/// <summary>
/// Mails as files that any mail program opens, where no server is named: <c>2026-03-04T0800_{notification}_{person}.eml</c>. A name with a person in it is how a
/// file is found when that person is erased.
/// </summary>
public sealed class MailFolder(string path, Persons persons) : IMailTransport, IForgetsPersons
{
    public string Keeper => "mail-files";

    /// <summary>A file is there whole or not at all; a repeat writes the same one.</summary>
    public async Task<Delivery> Send(OutgoingMail mail)
    {
        var file = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{mail.DueAt.UtcDateTime:yyyy-MM-dd'T'HHmm}_{mail.Id}_{mail.Person}.eml"));
        var half = $"{file}.half";
        try
        {
            Directory.CreateDirectory(path);
            await using (var stream = File.Create(half)) await mail.Message.WriteToAsync(FormatOptions.Default, stream);
            File.Move(half, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Delivery.Unreachable(e.Message);
        }
        // Whoever was erased while we wrote has nobody else who would look here again.
        if ((await persons.NamesOf([mail.Person])).Count == 0) File.Delete(file);
        return new Delivery.Taken(file);
    }

    public Task Forget(PersonId person, CancellationToken stop)
    {
        if (Directory.Exists(path))
            foreach (var file in Directory.EnumerateFiles(path, $"*_{person}.eml*")) File.Delete(file);
        return Task.CompletedTask;
    }
}
