using System.Net;

namespace MiaIa.Hosting.Callers;

/// <summary>A connection that has proved nothing yet. Every request on it finds this among its features.</summary>
public sealed class Stranger
{
    private readonly Strangers _others;
    private readonly Action<string> _turnOut;
    private volatile bool _isKnown;

    internal Stranger(Strangers others, IPAddress from, Action<string> turnOut)
    {
        _others = others;
        From = from;
        _turnOut = turnOut;
        Place = new(this);
    }

    internal IPAddress From { get; }

    internal LinkedListNode<Stranger> Place { get; }

    /// <summary>It said something: those that have not go first.</summary>
    public void Hear() => _others.Hear(this);

    /// <summary>A request on it proved who it is: from here on it stays.</summary>
    public void Know()
    {
        if (_isKnown)
            return;

        _isKnown = true;
        Leave();
    }

    /// <summary>Its connection has ended.</summary>
    public void Leave() => _others.Leave(this);

    internal void TurnOut(string why) => _turnOut(why);
}
