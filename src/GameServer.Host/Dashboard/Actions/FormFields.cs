using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GameServer.Host.Admin;
using Microsoft.AspNetCore.Http;

namespace GameServer.Host.Dashboard.Actions;

/// <summary>What somebody filled in.</summary>
/// <param name="form">As it came.</param>
/// <param name="who">Who sent it, as the audit log names them.</param>
internal sealed class FormFields(IFormCollection form, string who)
{
    public string Who => who;

    /// <summary>All that says what was asked for, as the audit log keeps it.</summary>
    public IReadOnlyDictionary<string, string> Arguments => form
        .Where(pair => pair.Key is not (DashboardForms.TokenField or DashboardForms.BackField))
        .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);

    /// <summary>A field as it came; empty when it is not there.</summary>
    public string this[string name] => form[name].ToString();

    /// <summary>A field that holds text for people; false when it is empty, too long, or holds control characters.</summary>
    public bool TryReadText(string name, int bytesMax, out string text)
    {
        text = this[name].Trim();
        return Answers.IsText(text, bytesMax);
    }

    /// <summary>A whole number from 0 up.</summary>
    public bool TryReadNumber(string name, out int number) => int.TryParse(this[name].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
