{#- The models that readers see, as dbt knows them: nodes of schemas main and meta, by name. -#}
{% macro published_models() %}
    {%- set found = [] -%}
    {%- for node in all_nodes() if node.resource_type == 'model' -%}
        {%- if node.schema in ('main', 'meta') -%}
            {%- do found.append(node) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do return(found | sort(attribute='alias') | sort(attribute='schema')) -%}
{% endmacro %}

{#- The columns that a model's test of uniqueness names, by the model's id. -#}
{% macro tested_grains() %}
    {%- set grains = {} -%}
    {%- for node in all_nodes() if node.resource_type == 'test' and node.test_metadata -%}
        {%- if node.test_metadata.name == 'unique_combination' -%}
            {%- set arguments = node.test_metadata.kwargs -%}
            {%- do grains.update({
                node.attached_node: arguments.get('arguments', arguments).columns
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do return(grains) -%}
{% endmacro %}

{#- dbt knows its graph only once everything is parsed. -#}
{% macro all_nodes() %}
    {%- do return(graph.nodes.values() if execute else []) -%}
{% endmacro %}
