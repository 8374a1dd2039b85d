using System.Buffers.Binary;
using System.Collections;
using System.Security.Cryptography;
using System.Text;

namespace MiaIa.Hosting.Settings;

/// <summary>A setting as it is in force, for whoever shows it.</summary>
/// <param name="Key">As on the command line, such as <c>Journal:Fsync</c>; elements of a list by their name.</param>
/// <param name="Value">In words; of a secret only whether it is set.</param>
/// <param name="IsDefault">Whether it is what nobody would have to write.</param>
public sealed record ShownSetting(string Key, string Value, bool IsDefault)
{
    /// <summary>
    /// Another one for another value, also where the value was masked afterwards: what differs between two programs can be found without either showing
    /// it. Of a secret it says only whether it is set.
    /// </summary>
    public ulong Fingerprint { get; } = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{Key}\n{Value}")));

    /// <summary>Every setting of a class, in the order of <c>--help</c>.</summary>
    /// <typeparam name="TSettings">The settings.</typeparam>
    /// <param name="settings">As they are.</param>
    public static IReadOnlyList<ShownSetting> Of<TSettings>(TSettings settings)
        where TSettings : class, new()
    {
        ArgumentNullException.ThrowIfNull(settings);
        var shown = new List<ShownSetting>();
        Add(shown, "", settings, new TSettings());
        return shown;
    }

    private static void Add(List<ShownSetting> shown, string key, object now, object? builtIn)
    {
        foreach (var member in SettingMember.Of(now.GetType()))
        {
            var below = SettingPlace.Join(key, member.Name);
            var value = member.In(now);
            var usual = builtIn is null ? null : member.In(builtIn);
            if (member.IsScalar || (member.IsList && member.KeyOfElements is null))
            {
                var text = SettingsHelp.Shown(member, value);
                shown.Add(new(below, text, builtIn is not null && text == SettingsHelp.Shown(member, usual)));
            }
            else if (member.IsList)
            {
                AddElements(shown, member.KeyOfElements!, below, (IEnumerable)value!, usual as IEnumerable);
            }
            else
            {
                Add(shown, below, value!, usual);
            }
        }
    }

    private static void AddElements(List<ShownSetting> shown, SettingMember name, string key, IEnumerable now, IEnumerable? builtIn)
    {
        foreach (var element in now)
        {
            var called = name.In(element);
            var usual = builtIn?.Cast<object>().FirstOrDefault(other => Equals(name.In(other), called));
            Add(shown, SettingPlace.Join(key, $"{called}"), element, usual);
        }
    }
}
