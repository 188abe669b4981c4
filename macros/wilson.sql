{#- Ends of the Wilson interval at 95 % for a share of `part` in `whole`: what a small count leaves
    open. NULL where it is no share. Written for readers of DuckDB 1.4, which has no if(). -#}
{% macro wilson(part, whole, sign) -%}
    case
        when {{ part }} between 0 and {{ whole }} and {{ whole }} > 0
            then (
                {{ part }}::double + 1.9207294103
                {{ sign }} 1.9599639845 * sqrt(
                    {{ part }}::double * ({{ whole }}::double - {{ part }}::double)
                    / {{ whole }}::double + 0.9603647051
                )
            ) / ({{ whole }}::double + 3.8414588207)
    end
{%- endmacro %}

{#- The same inside the served file: wilson_low(part, whole), wilson_high(part, whole). -#}
{% macro create_wilson_macros() %}
create or replace macro {{ this.schema }}.wilson_low(part, whole) as {{ wilson('part', 'whole', '-') }};
create or replace macro {{ this.schema }}.wilson_high(part, whole) as {{ wilson('part', 'whole', '+') }};
{% endmacro %}
