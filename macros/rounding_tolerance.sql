{#- Half a unit of the last printed digit, in the base unit, of a value that was converted
    (3135.6 万元 may stand for 31,355,500 to 31,356,500 yuan); 0 for a value printed in its base
    unit, so that no rule on counts has any tolerance. -#}
{% macro rounding_tolerance(value_number, published_value) -%}
    case
        when {{ value_number }} = {{ published_value }} or {{ published_value }} = 0 then 0
        else
            cast(
                0.5 * abs({{ value_number }} / {{ published_value }}) * case
                    when {{ published_value }} = round({{ published_value }}, 0) then 1
                    when {{ published_value }} = round({{ published_value }}, 1) then 0.1
                    when {{ published_value }} = round({{ published_value }}, 2) then 0.01
                    when {{ published_value }} = round({{ published_value }}, 3) then 0.001
                    when {{ published_value }} = round({{ published_value }}, 4) then 0.0001
                    when {{ published_value }} = round({{ published_value }}, 5) then 0.00001
                    else 0.000001
                end as decimal(20, 4)
            )
    end
{%- endmacro %}
