using MiaIa.Engine.Market;

namespace MiaIa.Engine.Runtime.State;

/// <summary>
/// What a chain hands to the next one, in sections by name. Each owner of a section writes and reads it alone; a section that does not fit is
/// refused by itself, and the others stand.
/// </summary>
public sealed class CarrySections
{
    private readonly List<(string Name, byte[] Bytes)> _all = [];
    private readonly HashSet<string> _asked = [];
    private readonly List<string> _faults = [];

    /// <summary>Reads a section to its end. It refuses before it changes anything.</summary>
    public delegate void Loader(ref CarryReader reader);

    /// <summary>The sections, in the order in which they were added.</summary>
    public IReadOnlyList<(string Name, byte[] Bytes)> All => _all;

    /// <summary>What did not fit, in words, after all sections were asked for.</summary>
    public IReadOnlyList<string> Faults =>
        [.. _faults, .. _all.Where(section => !_asked.Contains(section.Name)).Select(section => $"{section.Name}: nobody here reads it")];

    /// <summary>Adds a section.</summary>
    /// <exception cref="CarryException">It is too long, or there is one of this name.</exception>
    public void Add(string name, Action<CarryWriter> save)
    {
        ArgumentNullException.ThrowIfNull(save);
        var writer = new CarryWriter();
        save(writer);
        Add(name, writer.Written);
    }

    /// <summary>Adds a section that was read.</summary>
    /// <exception cref="CarryException">There is one of this name.</exception>
    public void Add(string name, ReadOnlySpan<byte> bytes)
    {
        if (_all.Exists(section => section.Name == name))
            throw new CarryException($"two sections are called {name}");

        _all.Add((name, bytes.ToArray()));
    }

    /// <summary>Whether there is a section of this name.</summary>
    public bool Holds(string name) => _all.Exists(section => section.Name == name);

    /// <summary>Hands a section to its owner. What does not fit becomes a fault, and the owner has begun without it.</summary>
    /// <param name="name">The section.</param>
    /// <param name="load">Reads it.</param>
    /// <param name="isNeeded">Whether it is a fault that there is none.</param>
    public void Load(string name, Loader load, bool isNeeded)
    {
        ArgumentNullException.ThrowIfNull(load);
        _asked.Add(name);
        var index = _all.FindIndex(section => section.Name == name);
        if (index < 0)
        {
            if (isNeeded)
                _faults.Add($"{name}: it is missing");
            return;
        }

        try
        {
            var reader = new CarryReader(_all[index].Bytes);
            load(ref reader);
        }
        catch (CarryException misfit)
        {
            _faults.Add($"{name}: {misfit.Message}");
        }
    }
}
