namespace MiaIa.Engine.Orders;

/// <summary>What the tracker does when something happened to an order, beside noting its new state.</summary>
internal enum OrderAction : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>~</c> counts that it said what no longer holds.</summary>
    Late,

    /// <summary><c>?</c> asks Sierra by id.</summary>
    Ask,

    /// <summary><c>!</c> asks, and lets the next entry wait for two equal positions.</summary>
    Doubt,

    /// <summary><c>-</c> asks for its cancellation.</summary>
    Cancel,
}

/// <summary>One cell of the table of an order's life.</summary>
/// <param name="State">The state from then on.</param>
/// <param name="Action">What is done beside.</param>
internal readonly record struct OrderStep(OrderState State, OrderAction Action);
