using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>A request that is answered once. It is asked again after a reconnection, until its time is over.</summary>
internal abstract class SingleRequest
{
    /// <summary>What is asked, for messages.</summary>
    public abstract string What { get; }

    /// <summary>The contract that it is about.</summary>
    public abstract Contract About { get; }

    /// <summary>Whether it takes a market-data line while it lives.</summary>
    public virtual bool TakesLine => false;

    /// <summary>Whether it is one of those of which few may be open: history has a farm of its own, and must not hold definitions up.</summary>
    public virtual bool TakesPlace => true;

    public int RequestId { get; set; }

    public TimeSpan Until { get; set; }

    /// <summary>Not before this moment it is asked.</summary>
    public TimeSpan NotBefore { get; set; }

    public abstract Request Ask(int requestId);

    /// <summary>A session is gone, and what came of the answer with it.</summary>
    public abstract void Begin();

    public abstract void Fail(Exception why);

    /// <summary>Takes a part of the answer.</summary>
    /// <returns>True when the answer is whole.</returns>
    public virtual bool Apply(object part) => false;

    /// <summary>Takes a price of a snapshot.</summary>
    public virtual void Apply(in TickPrice tick) { }

    /// <summary>Takes Greeks of a snapshot.</summary>
    public virtual void Apply(in OptionComputation tick) { }

    /// <summary>The answer is whole: hands it over.</summary>
    public abstract void Complete();
}
